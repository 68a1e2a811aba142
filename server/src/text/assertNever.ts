// Makes the compiler prove that a switch covers its union.

/** Never reached in checked code; throws with the stray value if it is. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
