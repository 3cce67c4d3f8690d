/**
 * What cannot be seen, or turns the order of letters round: control characters but for tab and line ends, overrides
 * of direction, line separators, non-characters, halves of surrogate pairs.
 */
export const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\r(?!\n)|(?<!^)\ufeff|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
