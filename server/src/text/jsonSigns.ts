// The bytes that give JSON its form, for readers that follow it without parsing.

export const quote = 0x22;
export const backslash = 0x5c;
export const openBrace = 0x7b;
export const openBracket = 0x5b;
export const closeBrace = 0x7d;
export const closeBracket = 0x5d;
export const comma = 0x2c;
export const colon = 0x3a;
