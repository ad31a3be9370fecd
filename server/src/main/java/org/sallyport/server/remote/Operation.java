package org.sallyport.server.remote;

import java.util.List;
import java.util.stream.Stream;

/// An operation of the API.
///
/// @param id as the description calls it
/// @param path with `{field}` where an input stands
/// @param form what it carries and answers
record Operation(String id, String method, String path, Form form, List<Input> inputs) {
    enum Form {
        /// One document.
        PLAIN,
        /// A list, which may have several pages.
        LIST,
        /// A list of pages as large as they are asked for.
        PAGED,
        /// Changes what must be as it was read: whatever it is now.
        CONDITIONAL
    }

    static Operation get(String id, String path, Input... inputs) {
        return new Operation(id, "GET", path, Form.PLAIN, List.of(inputs));
    }

    static Operation list(String id, String path, Input... inputs) {
        return new Operation(id, "GET", path, Form.LIST, List.of(inputs));
    }

    static Operation paged(String id, String path, Input... inputs) {
        return new Operation(id, "GET", path, Form.PAGED, List.of(inputs));
    }

    static Operation post(String id, String path, Input... inputs) {
        return new Operation(id, "POST", path, Form.PLAIN, List.of(inputs));
    }

    static Operation put(String id, String path, Input... inputs) {
        return new Operation(id, "PUT", path, Form.CONDITIONAL, List.of(inputs));
    }

    /// A PUT that asks for no condition.
    static Operation replace(String id, String path, Input... inputs) {
        return new Operation(id, "PUT", path, Form.PLAIN, List.of(inputs));
    }

    static Operation patch(String id, String path, Input... inputs) {
        return new Operation(id, "PATCH", path, Form.CONDITIONAL, List.of(inputs));
    }

    static Operation delete(String id, String path, Input... inputs) {
        return new Operation(id, "DELETE", path, Form.PLAIN, List.of(inputs));
    }

    Operation conditional() {
        return new Operation(id, method, path, Form.CONDITIONAL, inputs);
    }

    boolean isList() {
        return form == Form.LIST || form == Form.PAGED;
    }

    boolean carriesJson() {
        return inputsAt(Input.Place.BODY).findAny().isPresent();
    }

    Stream<Input> inputsAt(Input.Place place) {
        return inputs.stream().filter(input -> input.place() == place);
    }
}
