package io.github.dhisadmin.sync.internal.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

  @Test
  void ports_and_virtual_host_are_those_of_rabbitmq_unless_said() {
    assertThat(BrokerAddress.of("amqps://rabbit.example.org"))
        .isEqualTo(new BrokerAddress("rabbit.example.org", 5671, "/", true));
    assertThat(BrokerAddress.of("amqp://localhost/"))
        .isEqualTo(new BrokerAddress("localhost", 5672, "/", false));
    assertThat(BrokerAddress.of("AMQPS://rabbit.example.org:5999/dhis%2F2"))
        .isEqualTo(new BrokerAddress("rabbit.example.org", 5999, "dhis/2", true));
  }

  @Test
  void passwords_do_not_go_over_the_wire_in_the_clear() {
    assertThatThrownBy(() -> BrokerAddress.of("amqp://rabbit.example.org"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("in the clear");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amqps://amina:Very-secret-1@rabbit.example.org",
        "amqps://Very-secret-1 @rabbit",
        "https://rabbit.example.org/Very-secret-1",
        "amqps://rabbit.example.org?password=Very-secret-1",
        "rabbit.example.org:5671",
      })
  void other_urls_are_refused_without_repeating_them(String url) {
    assertThatThrownBy(() -> BrokerAddress.of(url))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageNotContaining("Very-secret-1");
  }
}
