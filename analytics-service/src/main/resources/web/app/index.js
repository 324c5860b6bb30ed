import './shared/theme.css';
import './shared/layout.css';
import './shared/figures.css';
import './shared/lists.css';
import './shared/forms.css';
import './run/run.css';
import './frame/app.js';
