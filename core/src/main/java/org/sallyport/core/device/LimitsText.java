package org.sallyport.core.device;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.core.caller.Protocol;

/// What the audit log keeps of a device's limits.
final class LimitsText {
    private LimitsText() {}

    static Map<String, String> of(DeviceLimits limits) {
        var details = new HashMap<String, String>();
        details.put("messages", Integer.toString(limits.cap().messages()));
        details.put("recipients-an-hour", Integer.toString(limits.cap().recipients()));
        details.put(
                "protocols",
                joined(limits.protocols().stream().map(Protocol::code).toList()));
        put(details, "senders", limits.senders());
        put(details, "recipients", limits.recipients());
        put(details, "networks", limits.networks());
        limits.until().ifPresent(end -> details.put("until", end.toString()));
        return details;
    }

    private static void put(Map<String, String> details, String key, Collection<?> values) {
        if (!values.isEmpty()) {
            details.put(key, joined(values));
        }
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }
}
