//! `approdo chat`: talk to the bot in the terminal, with numbers, as on the poorest channel.

use crate::{
    channel::{Arrival, Channel, provider_id},
    store::{
        conversation,
        message::{self, After, Body, Kind},
    },
    turn::Turns,
};
use bot::{inbound::Inbound, private::Private};
use std::io::{BufRead, Write};
use uuid::Uuid;

/// Reads lines until the end of the input; each is a message of the same worker.
pub async fn chat(turns: &Turns, address: &str, mut input: impl BufRead, mut output: impl Write) -> anyhow::Result<()> {
    let store = turns.store();
    let address = Private::new(address.to_owned());
    let hash = conversation::address_hash(&store.master, Channel::Terminal, &address);
    // What was said before stays unsaid.
    let before = message::since(store, &mut store.reader().await?, Channel::Terminal, &hash, After::Nothing, 1).await?;
    let mut seen = before.last().map_or(After::Nothing, message::Shown::mark);
    let mut line = String::new();
    loop {
        write!(output, "> ")?;
        output.flush()?;
        line.clear();
        if input.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let words = line.trim_end();
        let arrival = Arrival {
            channel: Channel::Terminal,
            provider_id: provider_id(&store.master, Channel::Terminal, &Uuid::now_v7().to_string()),
            address: address.clone(),
            inbound: Inbound::text(words),
            body: Body::new(Kind::Text, words.to_owned()),
            route: None,
            files: Vec::new(),
        };
        turns.take(arrival).await?;
        for shown in message::since(store, &mut store.reader().await?, Channel::Terminal, &hash, seen, 50).await? {
            seen = shown.mark();
            if shown.author != "worker" {
                writeln!(output, "\n{}\n", shown.body.text)?;
            }
        }
    }
}
