//

export * from '../models/AllowedOperations.model';
export * from '../models/BaseImageUse.model';
export * from '../models/DockerfileScorecard.model';
export * from '../models/ErrorError.model';
export * from '../models/ErrorRequest.model';
export * from '../models/ErrorResponse.model';
export * from '../models/FailedScan.model';
export * from '../models/FirstFinding.model';
export * from '../models/Level.model';
export * from '../models/ModelError.model';
export * from '../models/NextLevel.model';
export * from '../models/PageInfo.model';
export * from '../models/RuleDocs.model';
export * from '../models/RuleInfo.model';
export * from '../models/RuleList.model';
export * from '../models/ScanTicket.model';
export * from '../models/ScansStatus.model';
export * from '../models/Scorecard.model';
export * from '../models/ScorecardDetails.model';
export * from '../models/ScorecardDetailsRepository.model';
export * from '../models/ScorecardDetailsScan.model';
export * from '../models/ScorecardList.model';
export * from '../models/ScorecardSummary.model';
export * from '../models/ServiceState.model';
export * from '../models/Severity.model';
