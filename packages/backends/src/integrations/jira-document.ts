type Node = { readonly type: string; readonly [field: string]: unknown };

/** Lines of text as an Atlassian document (ADF version 1): no markup of a stranger means anything in it. */
export function jiraDocument(text: string): Node {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => ({
    type: 'paragraph',
    content: paragraph
      .split('\n')
      .flatMap((line, index) => [
        ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
        ...(line === '' ? [] : [{ type: 'text', text: line }]),
      ]),
  }));
  return { version: 1, type: 'doc', content: paragraphs };
}

/** Nesting that is read; real comments have a handful. */
const DEPTH_MAX = 20;

/** The text of a document, or of the plain and wiki texts older interfaces send. */
export function textOfJira(body: unknown, depth = 0): string {
  if (typeof body === 'string') return body;
  if (typeof body !== 'object' || body === null || depth > DEPTH_MAX) return '';
  const { type, text, content } = body as { type?: unknown; text?: unknown; content?: unknown };
  if (type === 'hardBreak') return '\n';
  if (typeof text === 'string') return text;
  const inner = Array.isArray(content) ? content.map((node) => textOfJira(node, depth + 1)).join('') : '';
  return type === 'paragraph' || type === 'heading' || type === 'listItem' ? `${inner}\n` : inner;
}
