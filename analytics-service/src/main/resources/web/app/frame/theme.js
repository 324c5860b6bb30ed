// Light, dark, or as the system is set. The choice is the browser's, not the address's.

const ORDER = ['system', 'light', 'dark'];

export function theme() {
  try {
    const chosen = localStorage.getItem('theme');
    return ORDER.includes(chosen) ? chosen : 'system';
  } catch {
    return 'system';
  }
}

export function applyTheme(chosen = theme()) {
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  window.dispatchEvent(new Event('theme'));
}

export function nextTheme() {
  const chosen = ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length];
  try {
    localStorage.setItem('theme', chosen);
  } catch {
    // a browser that keeps nothing forgets the choice with the page
  }
  applyTheme(chosen);
  return chosen;
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => window.dispatchEvent(new Event('theme')));
