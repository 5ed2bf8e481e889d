import {
  Button,
  Checkboxes,
  createAll,
  ErrorSummary,
  isSupported,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from "govuk-frontend";
import { startRegister } from "./register.ts";
import { startWatching } from "./watching.ts";

// Every component works without this script; it adds focus, collapsing and conditional reveal.
if (isSupported()) {
  for (const component of [Button, Checkboxes, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink, Tabs]) {
    createAll(component);
  }
}

startRegister();
startWatching();
