// Entry of every window. The picture that index.html holds comes to the screen first; then the app's code is read.
const load = () => void import("@/app/main");

// A window that nobody sees draws no frame, and starts all the same.
if (document.hidden) load();
else requestAnimationFrame(() => setTimeout(load));
