/** A message starts like a sentence, unless it starts with code, a path or a name. */
export function asSentence(message: string): string {
  return /^[a-z]+ /.test(message)
    ? message[0].toUpperCase() + message.slice(1)
    : message;
}

/** A reason is a sentence too. */
export function asReason(reason: string): string {
  const sentence = asSentence(reason);
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}
