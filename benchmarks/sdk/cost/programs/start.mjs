// What importing and starting an SDK costs a process that does nothing else: CPU in milliseconds, memory in MB.
const [, , name] = process.argv;
const cpu = process.cpuUsage();
const bytes = process.memoryUsage.rss();
if (name === 'bugsage')
  (await import(process.env.BUGSAGE_SDK)).init({
    dsn: `http://${'ab'.repeat(16)}@127.0.0.1:9/1`,
    shutdownTimeoutMs: 0,
  });
if (name === 'sentry')
  (await import('@sentry/node')).init({ dsn: `http://${'ab'.repeat(16)}@127.0.0.1:9/1` });
const { user, system } = process.cpuUsage(cpu);
const rssMB = (process.memoryUsage.rss() - bytes) / 1e6;
process.stdout.write(JSON.stringify({ cpuMs: (user + system) / 1000, rssMB }));
process.exit(0);
