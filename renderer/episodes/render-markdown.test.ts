import { describe, expect, it } from 'vitest';
import { outsideAddress } from '../../shared/desk/outside-address.ts';
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

  it.each([
    'https://example.org/a?b=c#d',
    'http://example.org/',
    'HTTP://EXAMPLE.org',
    'mailto:ada@example.org',
    'mailto:ada@example.org?subject=x',
    'mailto:nobody',
    'https://user:secret@example.org/',
    'http://',
    'https:example.org',
    'https://münchen.example/straße',
    `https://example.org/${'a'.repeat(3000)}`,
    '/episodes/1',
    '#source-1',
    'showrunner://episode/1',
  ])('draws as a link only what the desktop opens: %s', (address) => {
    for (const [, drawn = ''] of renderMarkdown(`[x](${address})`).matchAll(/href="([^"]*)"/g)) {
      const opened = outsideAddress(drawn.replaceAll('&amp;', '&'));
      expect(opened).not.toBeNull();
      expect(opened).toBe(outsideAddress(address));
    }
    expect(renderMarkdown(`[x](${address})`).includes('href=')).toBe(outsideAddress(address) !== null);
  });

  it('renders what briefs are made of', () => {
    const html = renderMarkdown('## Heading\n\n- item\n\n> quote\n\n| a | b |\n| - | - |\n| 1 | 2 |');
    for (const tag of ['<h2 ', '<li ', '<blockquote ', '<table ']) expect(html).toContain(tag);
  });

  it('gives each part the direction of its own first letter, also what only holds other parts', () => {
    const html = renderMarkdown(
      '> نعم.\n\n- بند\n- two\n\n| مصر | n |\n| - | - |\n| 12 | x |\n\n12\n\n**English**, نعم',
    );
    expect(html).toContain('<blockquote dir="rtl">\n<p dir="rtl">نعم.</p>');
    expect(html).toContain('<ul dir="rtl">\n<li dir="rtl">بند</li>\n<li dir="ltr">two</li>');
    expect(html).toContain('<table dir="rtl">');
    // Cells stand in the columns of their table.
    expect(html).toContain('<td>12</td>');
    expect(html).toContain('<p>12</p>');
    expect(html).toContain('<p dir="ltr"><strong>English');
  });
});
