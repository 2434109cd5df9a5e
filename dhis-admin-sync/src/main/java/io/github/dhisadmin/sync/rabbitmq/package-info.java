/** Tasks of migrations through RabbitMQ; for hosts that add its client. */
@NullMarked
package io.github.dhisadmin.sync.rabbitmq;

import org.jspecify.annotations.NullMarked;
