"""What people say that leaves something to be done: promises, requests, duties, third parties."""
