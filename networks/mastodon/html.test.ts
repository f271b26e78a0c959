import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownOf } from './html.ts';

const shown = (html: string): string => shownOf(html).text;

describe('the text of a post', () => {
  test.each([
    ['one paragraph', '<p>hello, world!</p>', 'hello, world!'],
    ['paragraphs', '<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['paragraphs on lines of their own', '<p>one</p>\n  <p>two</p>\n', 'one\n\ntwo'],
    ['line breaks', '<p>one<br>two<br/>three<br />four</p>', 'one\ntwo\nthree\nfour'],
    ['a line break that the source repeats', '<p>one<br />\ntwo</p>', 'one\ntwo'],
    ['an empty line', '<p>one<br><br>two</p>', 'one\n\ntwo'],
    ['entities, each once', '<p>&lt;3 &amp;amp; &quot;x&quot; &#39;y&#39; &nbsp;&eacute;</p>', '<3 &amp; "x" \'y\' \u00a0é'],
    ['blanks as they were typed', '<p>  a   b </p>', '  a   b '],
    ['no HTML at all', 'a < b & c', 'a < b & c'],
    ['lists', '<p>x</p><ul><li>a</li><li><p>b</p></li></ul><ol><li>c</li><li>d</li></ol>', 'x\n\n• a\n• b\n\n1. c\n2. d'],
    ['a list that begins later', '<ol start="3"><li>c</li><li>d</li></ol><ol start="x"><li>e</li></ol>', '3. c\n4. d\n\n1. e'],
    ['quotations and code', '<blockquote><p>a</p></blockquote><pre><code>  b\n  c</code></pre>', 'a\n\n  b\n  c'],
    ['pictures of signs', '<p>hi <img class="emoji" alt=":wave:" src="x"></p>', 'hi :wave:'],
    ['what is never shown', '<p>a<script>b</script><style>c</style></p>', 'a'],
    ['tags that never end', '<p>a<b>c<p>d', 'ac\n\nd'],
  ])('%s', (_, html, text) => expect(shown(html)).toBe(text));

  test('a link is seen as it was shortened, and leads where it led', () => {
    const html =
      '<p>see <a href="https://www.example.org/a/very/long/way?x=1&amp;y=2" rel="nofollow"><span class="invisible">https://www.</span><span class="ellipsis">example.org/a/very/lo</span><span class="invisible">ng/way?x=1&amp;y=2</span></a>.</p>';
    expect(shownOf(html)).toEqual({
      text: 'see example.org/a/very/lo….',
      links: ['https://www.example.org/a/very/long/way?x=1&y=2'],
      tags: [],
      mentions: [],
    });
  });

  test('a person and a tag are no links', () => {
    const html =
      '<p><span class="h-card"><a href="https://far.example/@bob" class="u-url mention">@<span>bob</span></a></span> <a href="https://village.example/tags/tea" class="mention hashtag" rel="tag">#<span>Tea</span></a></p>';
    expect(shownOf(html)).toEqual({ text: '@bob #Tea', links: [], tags: ['Tea'], mentions: ['https://far.example/@bob'] });
  });

  test('only addresses of the web are links', () => {
    const { links } = shownOf('<a href="javascript:alert(1)">a</a><a href="/b">b</a><a>c</a><a href="https://d.example/">d</a>');
    expect(links).toEqual(['https://d.example/']);
  });

  test('the line that stands in for a quoted post is left out where the post itself was seen', () => {
    const html = '<p class="quote-inline">RE: <a href="https://far.example/1">far.example/1</a></p><p>Yes!</p>';
    expect(shownOf(html, { withoutQuote: true })).toMatchObject({ text: 'Yes!', links: ['https://far.example/1'] });
    expect(shown(html)).toBe('RE: far.example/1\n\nYes!');
  });

  test('whatever comes, it answers', () => {
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<br>',
      '<a href="x">',
      '</a>',
      '<span class="invisible">',
      '</span>',
      '<ul><li>',
      'a',
      ' ',
      '\n',
      '&',
      '<',
    );
    fc.assert(fc.property(fc.array(part), (parts) => typeof shown(parts.join('')) === 'string'));
  });
});
