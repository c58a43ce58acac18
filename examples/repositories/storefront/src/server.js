import express from 'express';
import { page } from './page.js';

const app = express();
app.get('/healthz', (_, response) => response.send('ok'));
app.get('/', (_, response) => response.send(page(['Kettle', 'Teapot'])));

const server = app.listen(process.env.PORT ?? 3000);
process.on('SIGTERM', () => server.close());
