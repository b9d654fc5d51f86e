package org.meshparity.rules;

import java.util.Iterator;
import java.util.List;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Events of a text that was parsed and found good: nodes are made of them without parsing again.
 */
final class EventList implements Parser {

  private final Iterator<Event> rest;
  private Event next;

  /**
   * @param events of a whole text, from the start of its stream to the end
   */
  EventList(List<Event> events) {
    this.rest = events.iterator();
    this.next = rest.next();
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return next.is(choice);
  }

  @Override
  public Event peekEvent() {
    return next;
  }

  @Override
  public Event getEvent() {
    Event taken = next;
    if (rest.hasNext()) {
      next = rest.next();
    }
    return taken;
  }
}
