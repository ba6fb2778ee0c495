"""What the CallCov dialect says of a job: in its answers, and in its webhooks."""
