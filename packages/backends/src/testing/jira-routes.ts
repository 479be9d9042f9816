import { z } from 'zod';
import type { ProviderCall, ProviderReply, ProviderRoutes } from './provider-server.ts';

export type JiraTicket = {
  readonly key: string;
  readonly summary: string;
  readonly description: unknown;
  readonly labels: readonly string[];
  status: string;
  priority: string;
  updatedAt: number;
  readonly comments: { readonly id: string; readonly body: unknown }[];
};
export type JiraState = {
  readonly tickets: JiraTicket[];
  readonly now: () => number;
  /** Newest tickets that search does not know yet. */
  unindexed?: number;
};

/** The workflow of the project: which status leads where, and what it means to Jira. */
export const JIRA_STATUSES: Readonly<Record<string, 'new' | 'indeterminate' | 'done'>> = {
  'To Do': 'new',
  'In Progress': 'indeterminate',
  'In Review': 'indeterminate',
  Done: 'done',
  "Won't Do": 'done',
};

const adf = z.object({ version: z.literal(1), type: z.literal('doc'), content: z.array(z.unknown()) });
const draft = z.strictObject({
  fields: z.strictObject({
    project: z.strictObject({ key: z.literal('SHOP') }),
    issuetype: z.strictObject({ name: z.literal('Bug') }),
    summary: z
      .string()
      .max(255)
      .regex(/^[^\n]*$/),
    description: adf,
    labels: z.array(z.string().regex(/^\S+$/)),
    priority: z.strictObject({ name: z.enum(['Highest', 'High', 'Medium', 'Low', 'Lowest']) }),
  }),
});

const bulk = z.strictObject({
  issueIdsOrKeys: z.array(z.string().regex(/^SHOP-\d+$/)).max(100),
  fields: z.array(z.string()),
});

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3: the project SHOP with a workflow of five statuses. */
export function jiraRoutes(state: JiraState, basic: string): ProviderRoutes {
  return (call) => {
    if (call.headers.authorization !== `Basic ${Buffer.from(basic).toString('base64')}`)
      return { status: 401, json: { errorMessages: ['You are not authenticated.'], errors: {} } };
    const part = call.path.replace(/^\/rest\/api\/3/, '');
    if (part === '/myself') return { status: 200, json: { accountId: '5b10', displayName: 'Shop Bot' } };
    if (part === '/project/SHOP') return { status: 200, json: { key: 'SHOP', name: 'Shop' } };
    if (part === '/search/jql') {
      const jql = String(call.body['jql']);
      const [, label] = /labels = "([^"]+)"/.exec(jql) ?? [];
      const indexed = state.tickets.slice(0, state.tickets.length - (state.unindexed ?? 0));
      const found = indexed.filter((ticket) => label === undefined || ticket.labels.includes(label));
      const sorted = jql.endsWith('created DESC') ? found.toReversed() : found;
      return { status: 200, json: { issues: sorted.slice(0, 1).map(jiraJson), isLast: true } };
    }
    if (part === '/issue/bulkfetch') {
      const { issueIdsOrKeys } = bulk.parse(call.body);
      const found = state.tickets.filter(({ key }) => issueIdsOrKeys.includes(key));
      return { status: 200, json: { issues: found.map(jiraJson), issueErrors: [] } };
    }
    if (part === '/issue' && call.method === 'POST') return createTicket(state, call);
    const [, key = '', rest = ''] = /^\/issue\/(SHOP-\d+)(\/\w+)?$/.exec(part) ?? [];
    const ticket = state.tickets.find((one) => one.key === key);
    if (ticket === undefined)
      return {
        status: 404,
        json: { errorMessages: ['Issue does not exist or you do not have permission to see it.'] },
      };
    return ticketRoute(state, ticket, rest, call);
  };
}

function createTicket(state: JiraState, { body }: ProviderCall): ProviderReply {
  const { fields } = draft.parse(body);
  const ticket: JiraTicket = {
    key: `SHOP-${state.tickets.length + 1}`,
    summary: fields.summary,
    description: fields.description,
    labels: fields.labels,
    status: 'To Do',
    priority: fields.priority.name,
    updatedAt: state.now(),
    comments: [],
  };
  state.tickets.push(ticket);
  return { status: 201, json: { id: '10000', key: ticket.key, self: `https://acme.example/10000` } };
}

function ticketRoute(
  state: JiraState,
  ticket: JiraTicket,
  rest: string,
  call: ProviderCall,
): ProviderReply | null {
  const others = Object.keys(JIRA_STATUSES).filter((name) => name !== ticket.status);
  switch (`${call.method} ${rest}`) {
    case 'GET ':
      return { status: 200, json: jiraJson(ticket) };
    case 'PUT ': {
      const body = z.strictObject({
        fields: z.strictObject({ priority: z.strictObject({ name: z.string() }) }),
      });
      ticket.priority = body.parse(call.body).fields.priority.name;
      touch(state, ticket);
      return { status: 204 };
    }
    case 'GET /transitions':
      return {
        status: 200,
        json: {
          transitions: others.map((name, index) => ({
            id: String(index + 11),
            name: `To ${name}`,
            to: statusJson(name),
          })),
        },
      };
    case 'POST /transitions': {
      const body = z.strictObject({ transition: z.strictObject({ id: z.string() }) });
      ticket.status = others[Number(body.parse(call.body).transition.id) - 11] ?? ticket.status;
      touch(state, ticket);
      return { status: 204 };
    }
    case 'GET /comment':
      return { status: 200, json: { comments: ticket.comments.toReversed(), total: ticket.comments.length } };
    case 'POST /comment': {
      const comment = { id: String(10_000 + ticket.comments.length), body: adf.parse(call.body['body']) };
      ticket.comments.push(comment);
      return { status: 201, json: comment };
    }
    default:
      return null;
  }
}

export function touch(state: JiraState, ticket: JiraTicket): void {
  ticket.updatedAt = Math.max(state.now(), ticket.updatedAt + 1);
}

/** What a webhook and the REST API show alike. */
export function jiraJson(ticket: JiraTicket): Record<string, unknown> {
  return {
    id: '10000',
    key: ticket.key,
    fields: {
      summary: ticket.summary,
      status: statusJson(ticket.status),
      priority: { name: ticket.priority, id: '2' },
      updated: new Date(ticket.updatedAt).toISOString().replace('Z', '+0000'),
      labels: ticket.labels,
    },
  };
}

function statusJson(name: string): unknown {
  return { name, statusCategory: { key: JIRA_STATUSES[name] ?? 'new', name: 'x' } };
}
