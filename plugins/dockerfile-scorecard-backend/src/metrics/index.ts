export { createScanMetrics, type ScanMetrics } from './scanMetrics';
