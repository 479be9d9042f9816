export function greetingOf(user) {
  return `Good morning, ${formatName(user)}`;
}

function formatName(user) {
  const title = user.address.title;
  return `${title} ${user.name}`;
}
