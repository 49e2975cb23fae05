// SPDX-License-Identifier: MIT
// Emscripten's EGL tells its Browser object that there is a context, and so brings all of it into the download: full
// screen, pointer lock, mouse places, media. The page does what it needs of that itself, so here is what EGL touches.
addToLibrary({
  $Browser__deps: [],
  $Browser__postset: '',
  $Browser: { useWebGL: false, moduleContextCreatedCallbacks: [] },
});
