/** How numbers of tasks travel through RabbitMQ. */
@NullMarked
package io.github.dhisadmin.sync.internal.rabbitmq;

import org.jspecify.annotations.NullMarked;
