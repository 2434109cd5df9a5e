package io.github.dhisadmin.bench.scheduler;

import io.github.dhisadmin.bench.sql.PooledConnections;
import java.util.List;

/**
 * Nodes, and the pools they use.
 *
 * @param pools one for each node
 * @param stop ends all nodes
 */
record PooledNodes(List<PooledConnections> pools, Runnable stop) implements Contender.Nodes {
  PooledNodes {
    pools = List.copyOf(pools);
  }

  @Override
  public long statements() {
    return pools.stream().mapToLong(PooledConnections::statements).sum();
  }

  @Override
  public void close() {
    stop.run();
    pools.forEach(PooledConnections::close);
  }
}
