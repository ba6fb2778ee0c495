"""The only place that picks concretes: ports to adapters, stages to their ports."""
