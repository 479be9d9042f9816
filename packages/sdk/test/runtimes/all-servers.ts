// Run by each Node, bundled without the frameworks: a thousand requests to each server, a line of JSON at the end.
import 'reflect-metadata';

import * as sdk from '@bugsage/sdk';

import { SERVER_APPS } from '../servers/server-apps.ts';
import { sendThousandRequests, type Separation } from '../servers/thousand-requests.ts';

sdk.init({ dsn: `http://${'ab'.repeat(16)}@127.0.0.1:9/1`, contextLines: 0 });
const seen: Record<string, Separation> = {};
for (const [name, open] of Object.entries(SERVER_APPS)) seen[name] = await sendThousandRequests(open);
process.stdout.write(`${JSON.stringify(seen)}\n`);
process.exit(0);
