package io.github.dhisadmin.spi;

import io.github.dhisadmin.run.RunControl;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/**
 * What a run gives the engine that does its work.
 *
 * @param clock measures durations; never decides what two nodes must agree on
 * @param workers runs the parallel parts; owned by the caller and never shut down by an engine
 * @param parallelism how many parts may run at once, at least 1
 * @param control the caller's ear and switch
 */
public record EngineContext(
    Clock clock, ExecutorService workers, int parallelism, RunControl control) {}
