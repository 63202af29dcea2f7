// What a package of the desktop app is, on every system: read by electron-builder.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** The pinned Node of a checkout: a package runs on the desktop runtime's own. */
const PINNED_NODES = 'node-linux-*,node-darwin-*,node-bin-darwin-*,node-win-*'

/**
 * @param {string} root the checkout, with dist/app and dist/renderer built
 * @returns {import('electron-builder').Configuration}
 */
export function packaging(root = ROOT) {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return {
    appId: 'org.bancada.desktop',
    productName: 'Bancada',
    copyright: 'The Bancada authors, Apache-2.0',
    directories: { output: 'dist/packages', buildResources: 'build/icons' },
    artifactName: `bancada-\${version}-\${os}-\${arch}.\${ext}`,
    // better-sqlite3 brings its binaries; nothing is compiled or downloaded for it.
    npmRebuild: false,
    publish: null,
    asar: true,
    asarUnpack: ['**/better-sqlite3/prebuilds/*.node'],
    extraMetadata: {
      main: 'electron/main.js',
      author: { name: 'The Bancada authors', email: 'bancada@localhost' },
      homepage: 'http://localhost:4300',
      imports: Object.fromEntries(Object.entries(imports).map(([face, file]) => [face, built(file)])),
    },
    files: [
      'package.json',
      'LICENSE',
      { from: 'dist/app', to: '.', filter: ['**/*', '!**/.*'] },
      { from: 'dist/renderer', to: 'dist/renderer', filter: ['**/*', '!**/*.map', '!**/.*'] },
      { from: 'electron/icons', to: 'electron/icons', filter: ['*.png'] },
      '!**/node_modules/better-sqlite3/{deps,src,build,binding.gyp}',
      '!**/node_modules/better-sqlite3/{deps,src,build}/**',
      '!**/node_modules/**/*.{map,ts,mts,cts,markdown}',
      '!**/node_modules/**/!(LICENSE|LICENCE|license|licence).md',
      `!**/node_modules/{${PINNED_NODES},node-addon-api}/**`,
      '!**/node_modules/**/{test,tests,__tests__,docs,example,examples}/**',
    ],
    electronFuses: {
      // The program can't be made to run another script, or be watched, by how it is started.
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      // What runs is the archive that was packed, and nothing beside it.
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      // Pages come from the bank and from the shell's own scheme, never from files.
      grantFileProtocolExtraPrivileges: false,
    },
    linux: {
      files: otherDatabases('linux'),
      target: ['AppImage', 'deb', 'tar.gz'],
      category: 'Development',
      executableName: 'bancada',
      icon: 'build/icons/png',
      synopsis: 'A bank in a box',
      description: 'A whole open-finance ecosystem on localhost: simulated bank, no real money',
    },
    deb: { packageCategory: 'devel', priority: 'optional' },
    win: { files: otherDatabases('win32'), target: ['nsis', 'portable'], icon: 'build/icons/icon.ico' },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
      artifactName: `bancada-\${version}-\${os}-\${arch}-setup.\${ext}`,
    },
    portable: { artifactName: `bancada-\${version}-\${os}-\${arch}-portable.\${ext}` },
    mac: {
      files: otherDatabases('darwin'),
      target: ['dmg'],
      category: 'public.app-category.developer-tools',
      icon: 'build/icons/icon.icns',
    },
  }
}

/**
 * Of the database's binaries all but the one that a system needs: of packages electron-builder takes exclusions only, and
 * its own word for the system means the one that it runs on. A list of nothing but exclusions means all other files to it,
 * so the list begins with one that is packed anyway.
 */
function otherDatabases(system) {
  return ['package.json', `!**/node_modules/better-sqlite3/prebuilds/!(${system}-\${arch}).node`]
}

/** Where a source is once it is compiled. */
function built(file) {
  return file.replace(/\.ts$/, '.js')
}

export default () => packaging()
