import type { ComponentType } from 'react';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { DangerSection } from './danger-section.tsx';
import { MemoriesSection } from './memories-section.tsx';
import { QuestionSection } from './question-section.tsx';
import { RhythmSection } from './rhythm-section.tsx';

const SECTIONS: { id: string; title: string; body: ComponentType<{ project: QueryRow<'projects.get'> }> }[] = [
  { id: 'question', title: 'Question and brief', body: QuestionSection },
  { id: 'rhythm', title: 'Rhythm', body: RhythmSection },
  { id: 'memories', title: 'Memories', body: MemoriesSection },
  { id: 'end', title: 'End the project', body: DangerSection },
];

export default function ProjectSettings({ project }: { project: QueryRow<'projects.get'> }) {
  return (
    <div className="mt-6 flex max-w-3xl flex-col gap-9">
      {SECTIONS.map(({ id, title, body: Body }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`} className="mb-3 text-[0.9375rem] font-semibold">
            {title}
          </h2>
          <Body project={project} />
        </section>
      ))}
    </div>
  );
}
