import type { ComponentType } from 'react';
import { AccountSection } from '../account/account-section.tsx';
import { ConnectionSection } from '../connect/connection-section.tsx';
import { DesktopSection } from '../desktop/desktop-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { WorkspaceSection } from './workspace-section.tsx';

export interface SettingsSection {
  /** Also the anchor: /settings#workspace. */
  id: string;
  title: string;
  body: ComponentType;
}

/** In the order of the page. A new group of settings is one line here and a component. */
export const SETTINGS_SECTIONS: SettingsSection[] = [
  { id: 'appearance', title: 'Appearance', body: AppearanceSection },
  { id: 'account', title: 'Account', body: AccountSection },
  { id: 'workspace', title: 'Workspace', body: WorkspaceSection },
  ...(window.showrunner === undefined ? [] : [{ id: 'this-app', title: 'This app', body: DesktopSection }]),
  { id: 'connection', title: 'Connection', body: ConnectionSection },
];
