// SPDX-License-Identifier: MIT
// Makes the folder of a SCORM 1.2 package: the packed sim, the page that an LMS opens, and the manifest.
//   node scripts/scorm.mjs SITE FOLDER
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const [site, folder] = process.argv.slice(2);
if (!site || !folder) {
  console.error('usage: node scripts/scorm.mjs SITE FOLDER');
  process.exit(2);
}
const shell = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../shell/scorm');
const sim = path.join(site, 'sims/multi-head-attention');

const title = 'Multi-Head Attention MicroSim';

/** One activity with one page; every file of the package is named, as the standard wants. */
const manifest = (files) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="multi-head-attention-microsim" version="1.0"
    xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd
                        http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="lessons">
    <organization identifier="lessons">
      <title>${title}</title>
      <item identifier="simulator" identifierref="page" isvisible="true">
        <title>${title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="launch.html">
${files.map((file) => `      <file href="${file}"/>`).join('\n')}
    </resource>
  </resources>
</manifest>
`;

// The lesson's own page, its picture and its metadata belong to the site.
const isOfTheSim = (name) => name === 'main.html' || name === 'page.css' || name.endsWith('.js');
await mkdir(path.join(folder, 'sim'), { recursive: true });
for (const name of (await readdir(sim)).filter(isOfTheSim)) await cp(path.join(sim, name), path.join(folder, 'sim', name));
await cp(path.join(sim, 'models'), path.join(folder, 'sim/models'), { recursive: true });
await cp(shell, folder, { recursive: true });
for (const name of ['LICENSE.txt', 'licences.txt']) await cp(path.join(site, name), path.join(folder, name));

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile())
  .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll(path.sep, '/'));
await writeFile(path.join(folder, 'imsmanifest.xml'), manifest(files.sort()));
