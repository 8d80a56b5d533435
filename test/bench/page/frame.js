// Opt-in: what arrives within one animation frame is applied together.
htmx.config.ws = { batch: 'frame' }
