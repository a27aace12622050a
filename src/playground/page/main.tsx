import { render } from 'preact';
import { App, followPerson } from './app.js';
import { bindRoute } from './state/route.js';
import { startSync } from './state/sync.js';

bindRoute();
followPerson();
startSync();
const root = document.getElementById('page');
if (root) render(<App />, root);
