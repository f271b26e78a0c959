/** Things to put into a tiny export. */
export const account = { 'account.tiny': [{ handle: 'me', networkId: '1', name: 'Me Myself' }] };

export const post = (n: number, text = `post ${n}`): object => ({
  kind: 'post',
  form: n % 2 === 0 ? 'post' : 'reply',
  key: `p${n}`,
  text,
  networkId: String(n),
  at: new Date(Date.UTC(2020, n % 12, 1 + (n % 28), 10)).toISOString().replace('.000Z', 'Z'),
});

export const follower = (n: number, relation = 'follower'): object => ({
  kind: 'relation',
  relation,
  key: `${relation} ${n}`,
  person: { networkId: null, handle: `user_${n}`, name: `Üser ${n}`, url: null },
  ...(n % 3 === 0 ? {} : { at: new Date(Date.UTC(2021, 0, 1) + n * 3_600_000).toISOString().replace('.000Z', 'Z') }),
});

export const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
