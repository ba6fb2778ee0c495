"""The AWS home: clients, stores, runner, made when they are first needed, once in a process."""
