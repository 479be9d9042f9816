import type { ModelStep } from './model-server.ts';

const PIECES_MAX = 200;

type Json = Record<string, unknown>;

/** The same reply as the server of its format streams it: the text in pieces of three characters or more. */
export function streamedReply(step: ModelStep): ModelStep {
  const { json, ...rest } = step;
  const events = EVENTS[step.path ?? '']?.(json as Json);
  if (events === undefined) throw new Error(`${step.path} is not a reply of a known format.`);
  return { ...rest, sse: events.map(eventText) };
}

const EVENTS: Readonly<Record<string, (json: Json) => unknown[]>> = {
  '/v1/messages': messageEvents,
  '/v1/responses': responseEvents,
  '/v1/chat/completions': chunkEvents,
};

function eventText(event: unknown): string {
  if (typeof event === 'string') return `data: ${event}\n\n`;
  const { type } = event as { type?: string };
  return `${type === undefined ? '' : `event: ${type}\n`}data: ${JSON.stringify(event)}\n\n`;
}

function messageEvents(json: Json): unknown[] {
  const { content, stop_reason: stopReason, stop_details: details, usage, ...message } = json;
  const counts = usage as { output_tokens: number } | undefined;
  const blocks = (content as { type: string; text?: string }[]).flatMap((block, index) => {
    const kind = block.type === 'text' ? 'text' : 'thinking';
    const deltas = piecesOf(block.text ?? 'Not part of the answer.').map((piece) => ({
      type: 'content_block_delta',
      index,
      delta: { type: `${kind}_delta`, [kind]: piece },
    }));
    const start = { type: 'content_block_start', index, content_block: { type: kind, [kind]: '' } };
    return [start, { type: 'ping' }, ...deltas, { type: 'content_block_stop', index }];
  });
  return [
    {
      type: 'message_start',
      message: {
        ...message,
        content: [],
        stop_reason: null,
        ...(counts && { usage: { ...counts, output_tokens: 1 } }),
      },
    },
    ...blocks,
    {
      type: 'message_delta',
      delta: { stop_reason: stopReason, ...(details === undefined ? {} : { stop_details: details }) },
      ...(counts && { usage: { input_tokens: null, output_tokens: counts.output_tokens } }),
    },
    { type: 'message_stop' },
  ];
}

function responseEvents(json: Json): unknown[] {
  const begun = { ...json, status: 'in_progress', output: [], usage: null };
  const texts = (json['output'] as { content?: { text?: string }[] }[]).flatMap(({ content }) =>
    (content ?? []).flatMap(({ text }) => piecesOf(text ?? '')),
  );
  const end = ['failed', 'incomplete'].find((status) => status === json['status']) ?? 'completed';
  return [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...texts.map((delta) => ({ type: 'response.output_text.delta', output_index: 1, delta })),
    { type: `response.${end}`, response: json },
  ];
}

function chunkEvents({ choices, usage }: Json): unknown[] {
  const [choice] = choices as {
    finish_reason: string;
    message: { content: string; refusal?: string };
  }[];
  const chunk = (delta: object, finishReason: string | null = null) => ({
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  });
  const { content = '', refusal } = choice?.message ?? {};
  return [
    chunk({ role: 'assistant', content: '' }),
    ...piecesOf(content).map((piece) => chunk({ content: piece })),
    ...piecesOf(refusal ?? '').map((piece) => chunk({ refusal: piece })),
    chunk({}, choice?.finish_reason ?? 'stop'),
    ...(usage === undefined ? [] : [{ object: 'chat.completion.chunk', choices: [], usage }]),
    '[DONE]',
  ];
}

function piecesOf(text: string): string[] {
  const length = Math.max(3, Math.ceil(text.length / PIECES_MAX));
  return text.match(new RegExp(`[^]{1,${length}}`, 'gu')) ?? [];
}
