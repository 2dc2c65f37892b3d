"""The graph on disk. People use it through :class:`docparse.questions.Store`."""
