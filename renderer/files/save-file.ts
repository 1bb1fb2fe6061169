/**
 * Gives the person a file, under a name of ours: the browser puts it where downloads go. The one place that does so; a host with
 * a save dialog of its own takes over here.
 */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
