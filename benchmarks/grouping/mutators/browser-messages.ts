/** How engines word one error; `$` is the property or name. Written from the engines' own messages. */
export const BROWSER_MESSAGES: readonly {
  readonly variants: readonly { readonly type: string; readonly text: string }[];
}[] = [
  {
    variants: [
      { type: 'TypeError', text: "Cannot read properties of undefined (reading '$')" },
      { type: 'TypeError', text: "Cannot read property '$' of undefined" },
      { type: 'TypeError', text: 'can\'t access property "$", cart is undefined' },
      { type: 'TypeError', text: "undefined is not an object (evaluating 'cart.$')" },
      { type: 'TypeError', text: "Unable to get property '$' of undefined or null reference" },
    ],
  },
  {
    variants: [
      { type: 'TypeError', text: 'cart.$ is not a function' },
      { type: 'TypeError', text: "cart.$ is not a function. (In 'cart.$()', 'cart.$' is undefined)" },
      { type: 'TypeError', text: "Object doesn't support property or method '$'" },
    ],
  },
  {
    variants: [
      { type: 'ReferenceError', text: '$ is not defined' },
      { type: 'ReferenceError', text: "Can't find variable: $" },
      { type: 'ReferenceError', text: "'$' is undefined" },
    ],
  },
  {
    variants: [
      { type: 'TypeError', text: 'Assignment to constant variable.' },
      { type: 'TypeError', text: "invalid assignment to const '$'" },
      { type: 'TypeError', text: 'Attempted to assign to readonly property.' },
    ],
  },
  {
    variants: [
      { type: 'RangeError', text: 'Maximum call stack size exceeded' },
      { type: 'InternalError', text: 'too much recursion' },
      { type: 'RangeError', text: 'Maximum call stack size exceeded.' },
    ],
  },
  {
    variants: [
      { type: 'TypeError', text: 'Failed to fetch' },
      { type: 'TypeError', text: 'Load failed' },
      { type: 'TypeError', text: 'NetworkError when attempting to fetch resource.' },
    ],
  },
  {
    variants: [
      { type: 'SyntaxError', text: 'Unexpected token < in JSON at position 0' },
      { type: 'SyntaxError', text: 'Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON' },
      { type: 'SyntaxError', text: 'JSON.parse: unexpected character at line 1 column 1 of the JSON data' },
      { type: 'SyntaxError', text: "JSON Parse error: Unrecognized token '<'" },
    ],
  },
  {
    variants: [
      {
        type: 'TypeError',
        text: 'Failed to fetch dynamically imported module: https://shop.example/assets/$.js',
      },
      {
        type: 'TypeError',
        text: 'error loading dynamically imported module: https://shop.example/assets/$.js',
      },
      { type: 'TypeError', text: 'Importing a module script failed.' },
    ],
  },
];
