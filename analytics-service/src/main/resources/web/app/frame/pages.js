// Every page: its name, its key, and the file that is loaded when it is opened.

export const PAGES = [
  { id: 'health', title: 'Health', key: '1', load: () => import('../health/health-page.js'), filters: true },
  { id: 'performance', title: 'Performance', key: '2', load: () => import('../performance/performance-page.js'), filters: true },
  { id: 'usage', title: 'Usage', key: '3', load: () => import('../usage/usage-page.js'), filters: true },
  { id: 'cost', title: 'Cost', key: '4', load: () => import('../cost/cost-page.js'), filters: true },
  { id: 'runs', title: 'Runs', key: '5', load: () => import('../runs/runs-page.js'), filters: true, isLive: true },
  { id: 'data', title: 'Data', key: '6', load: () => import('../data/data-page.js') },
  { id: 'research', title: 'New research', key: 'n', load: () => import('../research/research-page.js'), hidden: true, isLive: true },
  { id: 'run', title: 'Run', load: () => import('../run/run-page.js'), hidden: true, isLive: true },
];

export const pageOf = id => PAGES.find(page => page.id === id) ?? PAGES[0];
