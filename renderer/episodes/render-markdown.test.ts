import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './render-markdown.ts';

describe('renderMarkdown', () => {
  it.each([
    ['<script>alert(1)</script>', /<script/],
    ['<img src=x onerror=alert(1)>', /<img/],
    ['[x](javascript:alert(1))', /href="javascript/],
    ['[x](data:text/html;base64,PHNjcmlwdD4=)', /href="data/],
    ['![x](https://example.org/pixel.png)', /<img/],
    ['[x](file:///etc/passwd)', /href="file/],
  ])('lets nothing of %s through', (text, forbidden) => {
    expect(renderMarkdown(text)).not.toMatch(forbidden);
  });

  it('opens links outside', () => {
    expect(renderMarkdown('[x](https://example.org)')).toContain(
      '<a href="https://example.org" target="_blank" rel="noopener noreferrer">',
    );
  });

  it('renders what briefs are made of', () => {
    const html = renderMarkdown('## Heading\n\n- item\n\n> quote\n\n| a | b |\n| - | - |\n| 1 | 2 |');
    for (const tag of ['<h2>', '<li>', '<blockquote>', '<table>']) expect(html).toContain(tag);
  });
});
