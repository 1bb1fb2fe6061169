import { Page } from '../page/page.tsx';
import { SETTINGS_SECTIONS } from './settings-sections.ts';

/** Every setting on one page, in sections that the list beside them leads to. */
export function SettingsPage() {
  return (
    <Page title="Settings" width="bare">
      <div className="mx-auto grid max-w-5xl gap-x-12 gap-y-6 px-6 py-7 md:grid-cols-[10rem_minmax(0,1fr)] md:px-8">
        <div className="md:sticky md:top-7 md:self-start">
          <h1 className="mb-3 text-xl font-semibold tracking-tight">Settings</h1>
          <nav aria-label="Sections of the settings">
            <ul className="-mx-2 flex flex-wrap gap-px md:flex-col">
              {SETTINGS_SECTIONS.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`} className="block rounded-md px-2 py-1 text-soft hover:bg-hover hover:text-ink">
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <div className="flex min-w-0 flex-col divide-y divide-line">
          {SETTINGS_SECTIONS.map(({ id, title, body: Body }) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`} className="scroll-mt-7 py-7 first:pt-0.5">
              <h2 id={`${id}-title`} className="mb-3 text-[0.9375rem] font-semibold">
                {title}
              </h2>
              <Body />
            </section>
          ))}
        </div>
      </div>
    </Page>
  );
}
