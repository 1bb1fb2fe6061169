/** What pdf-file.ts uses of pdfmake, which brings no types. */
declare module 'pdfmake/build/pdfmake.js' {
  interface PdfMake {
    virtualfs: { writeFileSync(name: string, content: Uint8Array): void };
    addFonts(fonts: { [family: string]: { normal: string; bold: string; italics: string; bolditalics: string } }): void;
    createPdf(definition: object): { getBlob(): Promise<Blob> };
  }
  const pdfMake: PdfMake;
  export default pdfMake;
}
