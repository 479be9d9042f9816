import { createShop } from './app.js';
import { reportError } from './report-error.js';

const shop = createShop();

process.on('unhandledRejection', (reason) => {
  reportError(reason, { where: 'background work' });
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    shop.close(() => process.exit(0));
    shop.closeAllConnections();
  });
}

shop.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  const { port } = shop.address();
  console.log(JSON.stringify({ level: 'info', message: 'listening', url: `http://127.0.0.1:${port}` }));
});
