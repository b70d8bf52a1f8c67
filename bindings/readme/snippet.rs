use relatch_core::{
    EntryId, EntryKind, Expression, ExpressionMethod, Journal, JournalError, NewEntry, Now, Volume, ZoneTable,
};

fn main() -> Result<(), JournalError> {
    // Core reads no clock: the present is an argument. The command line makes it with jiff.
    let now = Now {
        utc_ms: 1_795_543_200_000, // 2026-11-24T13:00-05:00
        offset_s: -18_000,
        zone: "America/New_York".into(),
        monotonic_ms: None,
        boot_id: None,
        zone_table: ZoneTable::default(),
    };
    let journal = Journal::open_in_memory(&now)?; // or Journal::open(path, None, &now)
    let pump = Expression { total: Some(Volume::ml(12)), ..Expression::of(ExpressionMethod::Pump) };
    let id = EntryId::parse("0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f")?; // made once for each tap
    let kind = EntryKind::Expression { expression: pump };
    let tap = NewEntry { id, start: None, zone: None, kind, baby: None, note: None, tags: vec![] };
    let logged = journal.log(&tap, &now)?; // durable when it returns
    println!("sessions today: {:?}", logged.home.today.sessions);
    println!("next: {}", logged.home.next.map_or("-".into(), |next| next.at.rfc3339()));
    Ok(())
}
