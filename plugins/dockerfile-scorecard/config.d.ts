export interface Config {
  dockerfileScorecard?: {
    /**
     * Template that opens a change request for a Dockerfile; `template:default/fix-dockerfile` unless told. Where the catalog does not
     * have it, the scorecard offers no change requests.
     * @visibility frontend
     */
    fixTemplate?: string;
  };
}
