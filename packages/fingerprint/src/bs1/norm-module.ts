/** Parts that frameworks for the JVM generate anew on every start: proxies, accessors, lambdas. Linear: bounded runs. */
const GENERATED = [
  /\$\$Lambda.*$/,
  /\$\$(?:EnhancerBy|FastClassBy)\w{0,64}\$\$.*$/,
  /\$\$\w{0,64}CGLIB\$\$.*$/,
  /_?\$\$_javassist.*$/,
  /\$HibernateProxy\$.*$/,
  /Generated(?:Method|Constructor|Serialization\w{0,16})Accessor\d+$/,
] as const;

/** A module or class without generated parts and numbers. */
export function normModule(module: string): string {
  let stable = module;
  for (const pattern of GENERATED) stable = stable.replace(pattern, '');
  return stable.replaceAll(/\$?\d+/g, '');
}
