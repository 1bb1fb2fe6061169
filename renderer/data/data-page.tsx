import { Page } from '../page/page.tsx';
import { BackupsSection } from './backups-section.tsx';
import { CloudSection } from './cloud-section.tsx';
import { ExportSection } from './export/export-section.tsx';
import { ImportSection } from './import/import-section.tsx';

/** Where the organisation's data is, how it is kept safe, and how it is taken elsewhere. */
export default function DataPage() {
  return (
    <Page title="Data" width="narrow">
      <h1 className="text-xl font-semibold tracking-tight">Data</h1>
      <p className="mt-1 mb-2 text-soft">
        Everything of your organisation that you may see is on this machine, and goes to the cloud.
      </p>
      <div className="flex flex-col divide-y divide-line">
        <CloudSection />
        <BackupsSection />
        <ExportSection />
        <ImportSection />
      </div>
    </Page>
  );
}
