"""What AWS Lambda calls: one file for each stage of the plan and for each other trigger."""
