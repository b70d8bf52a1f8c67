//! Reminders: rules in, a plan and the smallest change to what the phone holds out. Everything here is a pure function.

pub(crate) use action::is_over;

mod action;
mod chain;
mod diff;
mod fired;
mod health;
mod item;
mod ledger;
mod phone;
mod plan;
mod planner;
mod quiet;
mod rule;

#[cfg(test)]
mod tests;

pub use action::{Answer, Decision, QueuedAction, ReminderAction, Verdict, decide, log_now_id};
pub use chain::{Stimulation, next_session};
pub use diff::{ReminderChange, ReminderHandle, change};
pub use fired::{Fired, fired};
pub use health::{HealthLine, HealthReport, HealthState, health};
pub use item::{Moved, Occurrence, Precision, ReminderId, ReminderItem, ReminderStage, ReminderText, ReminderTrigger};
pub use ledger::{AckState, Held, Ledger, LedgerRow, ReminderAck, Seen, acknowledge};
pub use phone::{Observed, ObservedReminder, Phone, Platform};
pub use plan::{Degradation, ReminderPlan, ReminderReason, ReminderStep, explain, plan, test_alarm};
pub use planner::{OpenSession, PlanInput};
pub use rule::{ProtectedSleep, QuietHours, QuietPolicy, ReminderKind, ReminderRule, ReminderRules, Weekday};
