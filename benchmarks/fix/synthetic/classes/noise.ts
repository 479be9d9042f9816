import type { Draft } from '../case.ts';
import { MODULE } from './foreign-code.ts';

const FILES = { ...MODULE, 'src/start.js': `export const start = () => 'ready';\n` };

function noise(type: string, message: string, file?: string): Draft {
  return {
    rule: 'noise',
    classification: 'noise',
    platform: 'javascript',
    place: null,
    error: [type, message],
    files: FILES,
    ...(file === undefined ? {} : { functions: [file] }),
  };
}

/** Errors nobody can or should do anything about. */
export const NOISE: readonly (readonly [id: string, draft: Draft])[] = [
  ['resize-observer', noise('Error', 'ResizeObserver loop limit exceeded')],
  ['resize-observer-new', noise('Error', 'ResizeObserver loop completed with undelivered notifications.')],
  ['script-error', noise('Error', 'Script error.')],
  ['link-scanner', noise('Error', 'Object Not Found Matching Id:3, MethodName:update, ParamCount:4')],
  ['wallet', noise('TypeError', 'Cannot redefine property: ethereum')],
  ['facebook-app', noise('ReferenceError', "Can't find variable: _AutofillCallbackHandler")],
  ['instagram-app', noise('Error', 'Java object is gone')],
  [
    'webkit-handler',
    noise('TypeError', "undefined is not an object (evaluating 'window.webkit.messageHandlers')"),
  ],
  ['google-tag', noise('ReferenceError', '__gCrWeb is not defined')],
  ['extension-context', noise('Error', 'Extension context invalidated.')],
  ['message-port', noise('Error', 'The message port closed before a response was received.')],
  [
    'autoplay',
    noise('NotAllowedError', "play() failed because the user didn't interact with the document first."),
  ],
];
